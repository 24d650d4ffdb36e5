-- On how many processes of an MPI launcher a run was begun (mpirun -n N); 1 is one process without a launcher.
ALTER TABLE runs ADD COLUMN ranks INTEGER NOT NULL DEFAULT 1;
