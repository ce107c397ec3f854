import type { Text } from './text.ts';

/** The chance that the cause, alone, makes the check speak: 0.05, 0.2, 0.5, 0.8, 0.95. */
export type Strength = 'rarely' | 'sometimes' | 'often' | 'usually' | 'almost-always';
/** 0.004, 0.012, 0.04. */
export type Prior = 'rare' | 'ordinary' | 'frequent';

/** `source`: a URL, or a reason of at least one sentence. `basis`: how good it is. */
export interface Link<C extends string = string> {
  readonly check: C;
  readonly strength: Strength;
  readonly basis: 'documented' | 'field' | 'reasoned';
  readonly source: string;
}

/** A state of a check that must have been observed. */
export interface Required<C extends string = string> {
  readonly check: C;
  readonly is: 'seen' | 'not-seen';
}

/** One explanation of the symptom, as data. Ids are those of the catalogue. */
export interface Cause<C extends string = string> {
  readonly id: string; // the file name
  readonly title: Text;
  /** What happens, in one or two sentences. */
  readonly mechanism: Text;
  readonly prior: Prior;
  readonly supports: readonly Link<C>[];
  /** Checks that this cause keeps silent: hearing them speaks against it. */
  readonly inhibits: readonly Link<C>[];
  /** Never above "possible" unless every requirement of one of these sets was observed. */
  readonly decidedBy: readonly (readonly Required<C>[])[];
  /** Causes that no obtainable evidence tells apart share a group's name. */
  readonly group?: string;
  readonly runbook: string;
  /** First remedy now and the lasting one, in the words of the guide. */
  readonly mitigation: Text;
  readonly prevention: Text;
  /** After a fix: the checks that must fall silent. */
  readonly verify: readonly C[];
  readonly guide: readonly string[];
}
