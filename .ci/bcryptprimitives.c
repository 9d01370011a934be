/* Wine 8 lacks bcryptprimitives.dll, from which Rust's standard library takes its random numbers. Every Windows has it. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) {
    return RtlGenRandom(data, (ULONG)size);
}
