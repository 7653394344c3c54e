import { vendorAdapter } from '../vendor-adapter';
import { fiveSim } from './five-sim-provider';
import { readFiveSimSettings } from './five-sim-settings';

/** 5sim.net, version 1 of its own protocol. */
export const fiveSimAdapter = vendorAdapter({ protocol: 'five_sim', settings: readFiveSimSettings, open: fiveSim });
