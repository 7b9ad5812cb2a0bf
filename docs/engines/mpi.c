// The same rows, dealt out to MPI processes, with no serial part of their own.
#include <mpi.h>
#include <stdint.h>
#include <stdio.h>

enum { rows = 1000, steps = 700000 };

static uint64_t spin(uint64_t x) {
	for (int i = 0; i < steps; i++) {
		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
	}
	return x;
}

int main(int argc, char **argv) {
	int rank, size;
	MPI_Init(&argc, &argv);
	MPI_Comm_rank(MPI_COMM_WORLD, &rank);
	MPI_Comm_size(MPI_COMM_WORLD, &size);
	uint64_t part = 0, sum = 0;
	for (int i = rank; i < rows; i += size)
		part ^= spin(i + 1);
	MPI_Reduce(&part, &sum, 1, MPI_UINT64_T, MPI_BXOR, 0, MPI_COMM_WORLD);
	if (rank == 0)
		printf("%llu\n", (unsigned long long)sum);
	MPI_Finalize();
	return 0;
}
