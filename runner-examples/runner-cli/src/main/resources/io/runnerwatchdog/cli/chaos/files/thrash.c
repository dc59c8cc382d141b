/* Reads a file through a mapping, page after page at random, for ever: with too little memory each page is read anew. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>

int main(int argc, char **argv) {
    int file = open(argv[argc - 1], O_RDONLY);
    struct stat stat;
    if (file < 0 || fstat(file, &stat)) return 1;
    volatile char *page = mmap(NULL, stat.st_size, PROT_READ, MAP_SHARED, file, 0);
    if (page == MAP_FAILED) return 1;
    madvise((void *)page, stat.st_size, MADV_RANDOM);
    unsigned long sum = 0;
    for (;;) sum += page[random() % (stat.st_size / 4096) * 4096];
    return (int)sum;
}
