// Rows of arithmetic shared by OpenMP threads after a serial part of 5 % of the
// whole work: an S that is known.
#include <stdint.h>
#include <stdio.h>

enum { rows = 950, serial_rows = 50, steps = 700000 };

static uint64_t spin(uint64_t x) {
	for (int i = 0; i < steps; i++) {
		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
	}
	return x;
}

int main(void) {
	uint64_t sum = 0;
	for (int i = 1; i <= serial_rows; i++)
		sum ^= spin(i);
#pragma omp parallel for schedule(dynamic) reduction(^ : sum)
	for (int i = 1; i <= rows; i++)
		sum ^= spin(i);
	printf("%llu\n", (unsigned long long)sum);
	return 0;
}
