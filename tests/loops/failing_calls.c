/* Preloaded into cae-lab: counts its calls of one kind and lets the n-th fail, or kills the process there; or
   lets a folder be a file system of a few bytes. The environment says which:

   FAIL_FOLDER   only files below this folder are meant; an absolute path without links
   FAIL_CALLS    words of: open read write sync rename mmap malloc change (whatever changes a file or folder)
   FAIL_AT       the call that fails, from 1; 0: none, they are only counted
   FAIL_WITH     ENOSPC, EIO, ENOMEM or EINTR; short: it does half of what it should; kill: SIGKILL before it
   FAIL_SPACE    bytes that the files below FAIL_FOLDER may have together; more is ENOSPC
   FAIL_COUNT    a file to which the number of the counted calls goes

   Of allocations and anonymous maps those count that cae-lab and SQLite make themselves: oneDNN and TBB end
   the process when theirs fail, which no caller can prevent. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <link.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum kind {
  kind_open = 1,
  kind_read = 2,
  kind_write = 4,
  kind_sync = 8,
  kind_rename = 16,
  kind_mmap = 32,
  kind_malloc = 64,
  kind_change = 128
};

static struct {
  int wanted;
  int active; /* wanted, and main has begun */
  const char* folder;
  size_t folder_length;
  int kinds;
  long at;
  int error;
  int half;
  int kill;
  long long space; /* below 0: any */
  const char* count;
} plan;

static atomic_long counted;
#ifndef KEEP_ALLOCATOR
static __thread int fail_next_malloc;
#endif

/* The code of cae-lab itself and of SQLite. */
static struct {
  uintptr_t begin;
  uintptr_t end;
} ours[8];
static int our_ranges;

static int note_object(struct dl_phdr_info* object, size_t size, void* context) {
  (void)size;
  (void)context;
  if (object->dlpi_name[0] != '\0' && strstr(object->dlpi_name, "libsqlite3") == NULL) return 0;
  for (int i = 0; i < object->dlpi_phnum && our_ranges < 8; ++i) {
    const ElfW(Phdr)* part = &object->dlpi_phdr[i];
    if (part->p_type != PT_LOAD || (part->p_flags & PF_X) == 0) continue;
    ours[our_ranges].begin = object->dlpi_addr + part->p_vaddr;
    ours[our_ranges++].end = object->dlpi_addr + part->p_vaddr + part->p_memsz;
  }
  return 0;
}

static int is_ours(const void* caller) {
  for (int i = 0; i < our_ranges; ++i) {
    if ((uintptr_t)caller >= ours[i].begin && (uintptr_t)caller < ours[i].end) return 1;
  }
  return 0;
}

static int has_word(const char* words, const char* word) {
  return words != NULL && strstr(words, word) != NULL;
}

__attribute__((constructor)) static void read_plan(void) {
  /* gnuplot and whatever else cae-lab starts runs undisturbed. */
  if (strcmp(program_invocation_short_name, "cae-lab") != 0 || getenv("FAIL_FOLDER") == NULL) return;
  plan.folder = getenv("FAIL_FOLDER");
  plan.folder_length = strlen(plan.folder);
  const char* calls = getenv("FAIL_CALLS");
  static const char* const words[] = {"open", "read", "write", "sync", "rename", "mmap", "malloc", "change"};
  for (int i = 0; i < 8; ++i) plan.kinds |= has_word(calls, words[i]) << i;
  plan.at = getenv("FAIL_AT") != NULL ? atol(getenv("FAIL_AT")) : 0;
  plan.space = getenv("FAIL_SPACE") != NULL ? atoll(getenv("FAIL_SPACE")) : -1;
  plan.count = getenv("FAIL_COUNT");
  const char* with = getenv("FAIL_WITH");
  plan.error = has_word(with, "ENOSPC")   ? ENOSPC
               : has_word(with, "ENOMEM") ? ENOMEM
               : has_word(with, "EINTR")  ? EINTR
                                          : EIO;
  plan.half = has_word(with, "short");
  plan.kill = has_word(with, "kill");
  dl_iterate_phdr(note_object, NULL);
  plan.wanted = 1;
}

/* From main on: before it, nobody is there to say anything. */
static int (*program)(int, char**, char**);

static int watched_main(int count, char** arguments, char** environment) {
  plan.active = plan.wanted;
  return program(count, arguments, environment);
}

int __libc_start_main(int (*main)(int, char**, char**), int count, char** arguments, void (*begin)(void),
                      void (*end)(void), void (*end_of_loader)(void), void* stack) {
  int (*real)(int (*)(int, char**, char**), int, char**, void (*)(void), void (*)(void), void (*)(void),
              void*) = dlsym(RTLD_NEXT, "__libc_start_main");
  program = main;
  return real(watched_main, count, arguments, begin, end, end_of_loader, stack);
}

__attribute__((destructor)) static void say_count(void) {
  if (!plan.active || plan.count == NULL) return;
  plan.active = 0;
  FILE* file = fopen(plan.count, "w");
  if (file == NULL) return;
  fprintf(file, "%ld\n", atomic_load(&counted));
  fclose(file);
}

/* Whether this call is the one that fails. */
static int due(int kinds) {
  if (!plan.active || (plan.kinds & kinds) == 0) return 0;
  if (atomic_fetch_add(&counted, 1) + 1 != plan.at) return 0;
  if (plan.kill) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  errno = plan.error;
  return 1;
}

static int is_below(const char* path) {
  return strncmp(path, plan.folder, plan.folder_length) == 0 &&
         (path[plan.folder_length] == '/' || path[plan.folder_length] == '\0');
}

static int is_meant(const char* path) {
  if (!plan.active) return 0;
  if (path[0] == '/') return is_below(path);
  char full[PATH_MAX];
  if (getcwd(full, sizeof full) == NULL) return 0;
  const size_t length = strlen(full);
  snprintf(full + length, sizeof full - length, "/%s", path);
  return is_below(full);
}

static int is_meant_file(int file) {
  if (!plan.active) return 0;
  char link[64];
  char path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = '\0';
  return is_below(path);
}

/* The space that the folder's files take. One thread writes at a time. */
static long long used;
static int add_size(const char* path, const struct stat* status, int type, struct FTW* where) {
  (void)path;
  (void)where;
  if (type == FTW_F) used += status->st_size;
  return 0;
}

/* How many of `count` bytes at `offset` (-1: at the file's place) have space; -1 for none, with errno. */
static ssize_t fitting(int file, size_t count, off_t offset) {
  if (!plan.active || plan.space < 0 || count == 0 || !is_meant_file(file)) return (ssize_t)count;
  struct stat status;
  if (fstat(file, &status) != 0) return (ssize_t)count;
  if (offset < 0) offset = lseek(file, 0, SEEK_CUR);
  used = 0;
  nftw(plan.folder, add_size, 16, FTW_PHYS);
  const long long room = plan.space - used + status.st_size - offset;
  if (room >= (long long)count || offset + (off_t)count <= status.st_size) return (ssize_t)count;
  if (room > 0) return (ssize_t)room;
  errno = ENOSPC;
  return -1;
}

#define REAL(type, name, ...)       \
  static type (*real)(__VA_ARGS__); \
  if (real == NULL) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static size_t half_of(size_t count) {
  return count > 1 ? count / 2 : count;
}

#define OPEN(name)                                                                                         \
  int name(const char* path, int flags, ...) {                                                             \
    REAL(int, name, const char*, int, ...);                                                                \
    mode_t mode = 0;                                                                                       \
    if ((flags & (O_CREAT | O_TMPFILE)) != 0) {                                                            \
      va_list rest;                                                                                        \
      va_start(rest, flags);                                                                               \
      mode = va_arg(rest, mode_t);                                                                         \
      va_end(rest);                                                                                        \
    }                                                                                                      \
    if (is_meant(path) && due((flags & O_CREAT) != 0 ? kind_open | kind_change : kind_open) && !plan.half) \
      return -1;                                                                                           \
    return real(path, flags, mode);                                                                        \
  }
OPEN(open)
OPEN(open64)

/* What moves bytes: whole, half, or not at all. */
#define MOVE(name, kinds, count, call)     \
  if (is_meant_file(file) && due(kinds)) { \
    if (!plan.half) return -1;             \
    count = half_of(count);                \
  }                                        \
  return call

ssize_t read(int file, void* into, size_t count) {
  REAL(ssize_t, read, int, void*, size_t);
  MOVE(read, kind_read, count, real(file, into, count));
}
#define PREAD(name, offset_type)                                         \
  ssize_t name(int file, void* into, size_t count, offset_type offset) { \
    REAL(ssize_t, name, int, void*, size_t, offset_type);                \
    MOVE(name, kind_read, count, real(file, into, count, offset));       \
  }
PREAD(pread, off_t)
PREAD(pread64, off64_t)

ssize_t write(int file, const void* from, size_t count) {
  REAL(ssize_t, write, int, const void*, size_t);
  const ssize_t fits = fitting(file, count, -1);
  if (fits < 0) return -1;
  count = (size_t)fits;
  MOVE(write, kind_write | kind_change, count, real(file, from, count));
}
#define PWRITE(name, offset_type)                                                 \
  ssize_t name(int file, const void* from, size_t count, offset_type offset) {    \
    REAL(ssize_t, name, int, const void*, size_t, offset_type);                   \
    const ssize_t fits = fitting(file, count, offset);                            \
    if (fits < 0) return -1;                                                      \
    count = (size_t)fits;                                                         \
    MOVE(name, kind_write | kind_change, count, real(file, from, count, offset)); \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define TRUNCATE(name, offset_type)                                                               \
  int name(int file, offset_type size) {                                                          \
    REAL(int, name, int, offset_type);                                                            \
    struct stat status;                                                                           \
    if (plan.active && fstat(file, &status) == 0 && size > status.st_size &&                      \
        fitting(file, (size_t)(size - status.st_size), status.st_size) < size - status.st_size) { \
      errno = ENOSPC;                                                                             \
      return -1;                                                                                  \
    }                                                                                             \
    if (is_meant_file(file) && due(kind_write | kind_change) && !plan.half) return -1;            \
    return real(file, size);                                                                      \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define ON_FILE(name, kinds, arguments, call, ...)                  \
  int name arguments {                                              \
    REAL(int, name, __VA_ARGS__);                                   \
    if (is_meant_file(file) && due(kinds) && !plan.half) return -1; \
    return real call;                                               \
  }
ON_FILE(fsync, kind_sync | kind_change, (int file), (file), int)
ON_FILE(fdatasync, kind_sync | kind_change, (int file), (file), int)
ON_FILE(fchmod, kind_change, (int file, mode_t mode), (file, mode), int, mode_t)
ON_FILE(fchown, kind_change, (int file, uid_t user, gid_t group), (file, user, group), int, uid_t, gid_t)

#define ON_PATH(name, kinds, arguments, call, ...)             \
  int name arguments {                                         \
    REAL(int, name, __VA_ARGS__);                              \
    if (is_meant(path) && due(kinds) && !plan.half) return -1; \
    return real call;                                          \
  }
ON_PATH(rename, kind_rename | kind_change, (const char* path, const char* to), (path, to), const char*,
        const char*)
ON_PATH(unlink, kind_change, (const char* path), (path), const char*)
ON_PATH(remove, kind_change, (const char* path), (path), const char*)
ON_PATH(rmdir, kind_change, (const char* path), (path), const char*)
ON_PATH(mkdir, kind_change, (const char* path, mode_t mode), (path, mode), const char*, mode_t)

#define MMAP(name, offset_type)                                                                       \
  void* name(void* address, size_t length, int protection, int flags, int file, offset_type offset) { \
    REAL(void*, name, void*, size_t, int, int, int, offset_type);                                     \
    const int meant =                                                                                 \
        (flags & MAP_ANONYMOUS) != 0 ? is_ours(__builtin_return_address(0)) : is_meant_file(file);    \
    if (meant && due(kind_mmap) && !plan.half) return MAP_FAILED;                                     \
    return real(address, length, protection, flags, file, offset);                                    \
  }
MMAP(mmap, off_t)
MMAP(mmap64, off64_t)

#ifndef KEEP_ALLOCATOR /* a sanitizer has one of its own */
void* __libc_malloc(size_t size);
void* __libc_realloc(void* old, size_t size);

static int refused(const void* caller) {
  if (fail_next_malloc) {
    fail_next_malloc = 0;
    errno = ENOMEM;
    return 1;
  }
  return plan.active && is_ours(caller) && due(kind_malloc);
}

void* malloc(size_t size) {
  return refused(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void* realloc(void* old, size_t size) {
  return refused(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}

/* operator new of a size, and of a size for an array: libstdc++'s own throws when malloc gives nothing. */
#define NEW(name)                                                                                      \
  void* name(size_t size) {                                                                            \
    REAL(void*, name, size_t);                                                                         \
    if (plan.active && is_ours(__builtin_return_address(0)) && due(kind_malloc)) fail_next_malloc = 1; \
    return real(size);                                                                                 \
  }
NEW(_Znwm)
NEW(_Znam)
#endif
