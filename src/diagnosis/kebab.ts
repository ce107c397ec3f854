import type { EvidenceKind } from '../domain/evidence.ts';
import { evidenceKinds } from '../domain/evidence.ts';

/** 'ecsStoppedTasks' → 'ecs-stopped-tasks', as the JSON writes kinds. */
export function kebab(kind: EvidenceKind): string {
  return kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Back again; undefined for what is no kind. */
export function kindOf(name: string): EvidenceKind | undefined {
  return evidenceKinds.find((kind) => kebab(kind) === name);
}
