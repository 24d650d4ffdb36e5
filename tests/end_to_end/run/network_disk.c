/* Preloaded into cae-lab: folders with "network" in their path are on NFS. */
#define _GNU_SOURCE
#include <string.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

int statfs64(const char* path, struct statfs64* status) {
  return statfs(path, (struct statfs*)status); /* the same on 64 bits */
}

int statfs(const char* path, struct statfs* status) {
  const int result = (int)syscall(SYS_statfs, path, status);
  if (result == 0 && strstr(path, "network") != NULL) status->f_type = 0x6969;
  return result;
}
