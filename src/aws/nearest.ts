import leven from 'leven';
import type { Candidate } from '../domain/resource.ts';

const most = 5;

/** The names most like what was typed, the closest first; those that share nothing with it are left out. */
export function nearest(typed: string, all: readonly Candidate[]): readonly Candidate[] {
  const wanted = typed.toLowerCase();
  return all
    .map((candidate) => ({ candidate, distance: distanceOf(wanted, candidate.name.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(3, wanted.length * 0.6))
    .sort((a, b) => a.distance - b.distance || (a.candidate.name < b.candidate.name ? -1 : 1))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** Somebody who types a part of the name is nearer than the letters say. */
function distanceOf(wanted: string, name: string): number {
  if (name.includes(wanted) || wanted.includes(name)) return Math.abs(name.length - wanted.length) / 10;
  return leven(wanted, name);
}
