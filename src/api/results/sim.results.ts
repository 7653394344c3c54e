import { problemAt } from '../../domain/problems';
import { Sim, SimSearch } from '../types/sim.types';
import { InvalidInput, NotFound } from './catalogue.results';
import { resultOf } from './outcome';

export const StartSimSearchResult = resultOf('StartSimSearchResult', SimSearch, InvalidInput);
export const ReviveSimResult = resultOf('ReviveSimResult', Sim, NotFound);

export const notAPhone = () => new InvalidInput(problemAt('phone', 'sim_phone'));
