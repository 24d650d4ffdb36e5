/* See cae_mpi.h. Compiled by the compiler of each MPI that is found. */
#define _POSIX_C_SOURCE 200112L
#include "framework/mpi/cae_mpi.h"

#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* MPI counts in int. */
static const size_t largest_message = (size_t)1 << 30;

static int own_rank;
static int rank_count;
static MPI_Request* requests;
static int* peers; /* of each request */
static int request_count;
static int next_request; /* all before it are done */
static int room;

/* Without it OpenMPI 5 ends a rank that notices the loss of another one, and its message names the wrong host; with it
   the exchange with the lost rank fails, which names that one. It does not go with UCX, which InfiniBand needs. */
static void ask_for_errors(void) {
  if (access("/sys/class/infiniband", F_OK) != 0) setenv("OMPI_MCA_mpi_ft_enable", "1", 0);
}

static int start(int* rank, int* ranks) {
  ask_for_errors();
  int provided = 0;
  int error = MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &provided);
  if (error == MPI_SUCCESS) error = MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
  if (error == MPI_SUCCESS) error = MPI_Comm_rank(MPI_COMM_WORLD, &own_rank);
  if (error == MPI_SUCCESS) error = MPI_Comm_size(MPI_COMM_WORLD, &rank_count);
  *rank = own_rank;
  *ranks = rank_count;
  return error;
}

static int has_room(void) {
  if (request_count < room) return 1;
  const int wanted = room == 0 ? 256 : 2 * room;
  MPI_Request* more = realloc(requests, (size_t)wanted * sizeof(MPI_Request));
  if (more != NULL) requests = more;
  int* more_peers = realloc(peers, (size_t)wanted * sizeof(int));
  if (more_peers != NULL) peers = more_peers;
  if (more == NULL || more_peers == NULL) return 0;
  room = wanted;
  return 1;
}

typedef int (*message)(void* block, int bytes, int peer, MPI_Request* request);

static int receive(void* block, int bytes, int peer, MPI_Request* request) {
  return MPI_Irecv(block, bytes, MPI_BYTE, peer, 0, MPI_COMM_WORLD, request);
}

static int send(void* block, int bytes, int peer, MPI_Request* request) {
  return MPI_Isend(block, bytes, MPI_BYTE, peer, 0, MPI_COMM_WORLD, request);
}

static int begin_block(message begin_message, char* block, size_t bytes, int peer) {
  for (size_t at = 0; at < bytes; at += largest_message) {
    const size_t count = bytes - at < largest_message ? bytes - at : largest_message;
    if (!has_room()) return MPI_ERR_NO_MEM;
    const int error = begin_message(block + at, (int)count, peer, &requests[request_count]);
    if (error != MPI_SUCCESS) return error;
    peers[request_count++] = peer;
  }
  return MPI_SUCCESS;
}

static int begin(const void* const* sent, const size_t* sent_bytes, void* const* received,
                 const size_t* received_bytes, int* late) {
  request_count = 0;
  next_request = 0;
  for (int step = 1; step < rank_count; ++step) {
    *late = (own_rank + rank_count - step) % rank_count;
    const int error = begin_block(receive, received[*late], received_bytes[*late], *late);
    if (error != MPI_SUCCESS) return error;
  }
  /* Each begins with another one, so that not all send to the same rank at once. */
  for (int step = 1; step < rank_count; ++step) {
    *late = (own_rank + step) % rank_count;
    const int error = begin_block(send, (char*)sent[*late], sent_bytes[*late], *late);
    if (error != MPI_SUCCESS) return error;
  }
  return MPI_SUCCESS;
}

/* Asking for one moves all of them on. */
static int test(int* late) {
  *late = -1;
  for (; next_request < request_count; ++next_request) {
    int done = 0;
    MPI_Status status;
    const int error = MPI_Test(&requests[next_request], &done, &status);
    if (error == MPI_SUCCESS && done) continue;
    *late = peers[next_request];
    return error;
  }
  return MPI_SUCCESS;
}

static int finish(void) {
  return MPI_Finalize();
}

static void abort_all(int status) {
  MPI_Abort(MPI_COMM_WORLD, status);
}

static void describe(int error, char* text, size_t bytes) {
  char full[MPI_MAX_ERROR_STRING + 1] = "";
  int length = 0;
  if (MPI_Error_string(error, full, &length) != MPI_SUCCESS) snprintf(full, sizeof full, "error %d", error);
  snprintf(text, bytes, "%s", full);
}

__attribute__((visibility("default"))) extern const cae_mpi cae_mpi_functions;
const cae_mpi cae_mpi_functions = {CAE_MPI_VERSION, start, begin, test, finish, abort_all, describe};
