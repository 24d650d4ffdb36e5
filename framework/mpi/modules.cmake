# One shared object for each MPI whose compiler is found: lib/cae-lab/mpi/openmpi.so and mpich.so. Debian's compilers are
# called mpicc.openmpi and mpicc.mpich; where there is only one, mpicc, it says itself which it is.
find_program(MPICC_OPENMPI mpicc.openmpi)
find_program(MPICC_MPICH mpicc.mpich)
find_program(MPICC mpicc)
if(MPICC AND NOT MPICC_OPENMPI AND NOT MPICC_MPICH)
  execute_process(COMMAND ${MPICC} --showme:version RESULT_VARIABLE is_other OUTPUT_QUIET ERROR_QUIET)
  if(is_other)
    set(MPICC_MPICH ${MPICC})
  else()
    set(MPICC_OPENMPI ${MPICC})
  endif()
endif()

add_custom_target(mpi_modules)
function(cae_mpi_module library compiler)
  if(compiler)
    set(module ${CMAKE_BINARY_DIR}/lib/cae-lab/mpi/${library}.so)
    set(source ${CMAKE_SOURCE_DIR}/framework/mpi/cae_mpi)
    add_custom_command(OUTPUT ${module} DEPENDS ${source}.c ${source}.h VERBATIM
      COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/lib/cae-lab/mpi
      COMMAND ${compiler} -std=c11 -O2 -Wall -Wextra -Werror -fPIC -shared -fvisibility=hidden
              -I${CMAKE_SOURCE_DIR} -o ${module} ${source}.c)
    add_custom_target(mpi_${library} DEPENDS ${module})
    add_dependencies(mpi_modules mpi_${library})
  endif()
endfunction()
cae_mpi_module(openmpi "${MPICC_OPENMPI}")
cae_mpi_module(mpich "${MPICC_MPICH}")
