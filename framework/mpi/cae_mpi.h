/* What cae-lab needs of MPI, as a shared object of its own for each implementation, since their ABIs differ.
   It is loaded only under a launcher of several ranks; cae-lab itself is linked with no MPI. */
#ifndef CAE_MPI_H
#define CAE_MPI_H

#include <stddef.h>

#define CAE_MPI_VERSION 2

/* The functions that give an int give 0, or an error for describe(). All are called by one thread. */
typedef struct cae_mpi {
  int version; /* of this struct: CAE_MPI_VERSION */
  int (*start)(int* rank, int* ranks);
  /* Begins to send a block to each rank, and to receive one from each, of these sizes; 0 where there is none.
     The arrays have an entry for each rank, its own being left out. The blocks must stay until test() says
     that all is done. *late: after an error the rank with which the exchange failed. */
  int (*begin)(const void* const* sent, const size_t* sent_bytes, void* const* received,
               const size_t* received_bytes, int* late);
  /* *late: -1 when all is done, else a rank whose block is still to come or to be taken; after an error as
     in begin(). */
  int (*test)(int* late);
  int (*finish)(void);
  void (*abort)(int status); /* ends all ranks */
  void (*describe)(int error, char* text, size_t bytes);
} cae_mpi;

/* The one symbol of the shared object: `const cae_mpi cae_mpi_functions`. */
#define CAE_MPI_SYMBOL "cae_mpi_functions"

#endif
