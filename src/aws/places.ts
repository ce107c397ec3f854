import type { AwsProfile, Site, SiteOf } from './place.ts';

export interface Asked {
  readonly region: string | undefined;
  readonly profile: string | undefined;
  /** The region that the ARN or DNS name itself tells; nothing needs to be searched then. */
  readonly told: string | undefined;
}

export interface Configured {
  readonly region: string | undefined;
  readonly profiles: readonly AwsProfile[];
}

export interface Places {
  readonly first: readonly Site[];
  /** Configured, but not asked for: looked into only when `first` has it not. */
  readonly others: readonly Site[];
}

/** Where to look: what was asked for, else everything that is configured, else the SDK's defaults. */
export function placesOf(configured: Configured, asked: Asked, siteOf: SiteOf): Places {
  const all = configured.profiles.length > 0 ? configured.profiles : [null];
  const profiles = asked.profile === undefined ? all : [profileNamed(configured, asked.profile)];
  const given = asked.told ?? asked.region;
  const first = profiles.flatMap((profile) =>
    regionsOf(profile, given === undefined ? undefined : [given], configured).map((region) => siteOf(profile, region)),
  );
  if (asked.told !== undefined) return { first, others: [] };
  const everywhere = all.flatMap((profile) =>
    regionsOf(profile, undefined, configured).map((region) => siteOf(profile, region)),
  );
  return { first, others: everywhere.filter((site) => !first.includes(site)) };
}

/** A name that the configuration does not know is one of ~/.aws. */
export function profileNamed({ profiles }: Configured, name: string): AwsProfile {
  return profiles.find((one) => one.name === name) ?? { name, regions: [], source: name };
}

function regionsOf(
  profile: AwsProfile | null,
  given: readonly string[] | undefined,
  { region }: Configured,
): readonly (string | null)[] {
  if (given !== undefined) return given;
  if (profile !== null && profile.regions.length > 0) return profile.regions;
  return [region ?? null];
}
