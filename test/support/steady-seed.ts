import fc from 'fast-check';

/** The suite tries the same generated cases at every run; FUZZ_SEED=<any number> looks for new ones. */
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 271_828) });
