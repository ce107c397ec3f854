import { chanceToSpeak, decibansPerNat } from './hypothesis.ts';
import type { Model } from './model.ts';

/** Two causes that even whole evidence is not expected to tell apart by the floor. */
export interface Confusable {
  readonly one: string;
  readonly other: string;
  /** Expected weight of evidence for the true one, in decibans: the smaller of both directions. */
  readonly decibans: number;
}

/**
 * The confusion matrix by construction: for each pair of causes the decibans that all checks together are expected to
 * give, before damping and temperature. Below the floor they have to be one group, or need another check.
 */
export function confusable(model: Model, floorDecibans: number): Confusable[] {
  const found: Confusable[] = [];
  for (let one = 0; one < model.causes.length; one++)
    for (let other = one + 1; other < model.causes.length; other++) {
      const decibans = decibansPerNat * Math.min(divergence(model, one, other), divergence(model, other, one));
      if (decibans < floorDecibans) found.push({ one: idOf(model, one), other: idOf(model, other), decibans });
    }
  return found.sort((a, b) => a.decibans - b.decibans);
}

function divergence(model: Model, one: number, other: number): number {
  const touched = new Set([...touchedBy(model, one), ...touchedBy(model, other)]);
  let nats = 0;
  for (const check of touched) {
    const p = chanceToSpeak(model, check, { causes: [one] });
    const q = chanceToSpeak(model, check, { causes: [other] });
    nats += p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
  }
  return nats;
}

function touchedBy(model: Model, cause: number): number[] {
  return (model.causes[cause]?.touches ?? []).map(({ check }) => check);
}

function idOf(model: Model, cause: number): string {
  return model.causes[cause]?.id ?? '';
}
