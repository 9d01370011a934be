/* Holds a file or a folder as Excel holds a workbook, shared with nobody, until its standard input ends. */
#include <windows.h>
#include <stdio.h>

int wmain(int count, wchar_t **words) {
    HANDLE held = count == 2 ? CreateFileW(words[1], GENERIC_READ, 0, NULL, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, NULL) : INVALID_HANDLE_VALUE;
    if (held == INVALID_HANDLE_VALUE) return 1;
    puts("held");
    fflush(stdout);
    while (getchar() != EOF) {}
    return 0;
}
