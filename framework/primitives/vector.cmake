# Every NAME_body.inc once per instruction set, as the table NAME_SET. Only they and bf16_products_avx512.cpp are
# compiled for more than the base architecture, and they take nothing from the standard library's templates: an inline
# function compiled for AVX-512 must never be the copy that the linker keeps for everyone.
set(vector_sets generic)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  list(APPEND vector_sets avx2 avx512)
endif()
set(vector_flags_generic "")
set(vector_flags_avx2 -mavx2 -mfma)
set(vector_flags_avx512 -mavx512f -mavx512bw -mavx512vl -mavx512dq -mfma -mprefer-vector-width=512)
set(vector_flags "-O3;-ffp-contract=fast;-fno-math-errno;-fno-trapping-math;-fopenmp-simd")
# For its generic processor GCC 13 and later round a product before they add it where one sum waits for the last, but not
# where several run side by side: the bits of a row would depend on its neighbours.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  list(APPEND vector_flags --param=avoid-fma-max-bits=0)
  set(immintrin_flags -Wno-maybe-uninitialized)
else()
  # Where Clang cannot vectorise a loop that asks for it, it is slower and as right.
  list(APPEND vector_flags -Wno-pass-failed)
  set(vector_flags_of_matrix_products -fno-vectorize -fno-slp-vectorize)  # as its pragma for GCC
endif()
file(GLOB vector_bodies CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/framework/primitives/*_body.inc)
foreach(body ${vector_bodies})
  cmake_path(RELATIVE_PATH body BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE include)
  string(REGEX REPLACE ".*/(.*)_body.inc" "\\1" name ${body})
  foreach(set ${vector_sets})
    set(source ${CMAKE_BINARY_DIR}/generated/${name}_${set}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT
"#define CAE_VECTOR_SET_NAME \"${set}\"\n#define CAE_TABLE ${name}_${set}\n#include \"${include}\"\n")
    set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS
      "${vector_flags_${set}};${vector_flags};${vector_flags_of_${name}}")
    target_sources(cae_primitives PRIVATE ${source})
  endforeach()
endforeach()
# GCC 12 warns of its own <immintrin.h> (https://gcc.gnu.org/PR105593).
if(avx512 IN_LIST vector_sets)
  set_source_files_properties(primitives/bf16_products_avx512.cpp PROPERTIES COMPILE_OPTIONS
    "${vector_flags_avx512};-mavx512bf16;${vector_flags};${immintrin_flags}")
endif()
# The flags stand on the source, generated or not, where CMake sees them only in this folder's scope.
target_compile_definitions(cae_primitives PRIVATE $<$<IN_LIST:avx512,${vector_sets}>:CAE_HAS_AVX_SETS>)
