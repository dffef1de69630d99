/* tag_walk FILE MEMBER: the floor of reading an office file. Inflates one member
   of the archive and steps from tag to tag; builds nothing, keeps nothing. */
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned number(const unsigned char *at, int bytes) {
  unsigned value = 0;
  while (bytes--) value = value << 8 | at[bytes];
  return value;
}

int main(int count, char **words) {
  if (count != 3) return 64;
  FILE *file = fopen(words[1], "rb");
  if (!file) return 66;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  unsigned char *bytes = malloc(size);
  if (!bytes || fread(bytes, 1, size, file) != (size_t)size) return 74;
  long end = size - 22;
  while (end > 0 && number(bytes + end, 4) != 0x06054b50) end--;
  unsigned char *entry = bytes + number(bytes + end + 16, 4);
  for (unsigned left = number(bytes + end + 10, 2); left--;) {
    unsigned name = number(entry + 28, 2);
    if (name == strlen(words[2]) && !memcmp(entry + 46, words[2], name)) {
      unsigned char *local = bytes + number(entry + 42, 4);
      unsigned char *packed = local + 30 + number(local + 26, 2) + number(local + 28, 2);
      size_t from = number(entry + 20, 4), to = number(entry + 24, 4), got = 0;
      char *text = malloc(to + 1), *at = text, *tag;
      if (!text || libdeflate_deflate_decompress(libdeflate_alloc_decompressor(), packed, from, text, to, &got))
        return 65;
      long tags = 0, letters = 0;
      while ((tag = memchr(at, '<', text + got - at))) {
        letters += tag - at;
        tags++;
        at = memchr(tag, '>', text + got - tag);
        if (!at) break;
        at++;
      }
      printf("%ld tags, %ld bytes of text\n", tags, letters);
      return 0;
    }
    entry += 46 + name + number(entry + 30, 2) + number(entry + 32, 2);
  }
  return 66;
}
