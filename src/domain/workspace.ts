/** The app in one workspace, or in a whole organisation. */
export interface Installation {
  /** `team/T0123` or `enterprise/E0123`. */
  readonly id: string;
  /** What Slack gave at the installation, tokens and all, sealed: only its edge can read it. */
  readonly sealed: string;
  readonly scopes: readonly string[];
  readonly installedAt: number;
}

/** Somebody's App Home. */
export interface HomeOwner {
  readonly team: string;
  readonly user: string;
}
