/**
 * Slack's limits of November 2026, in characters unless the name says otherwise. Sources: Slack's reference pages and
 * the comments of @slack/types 3.2; `blocksCharacters` is undocumented and was measured at 13,172 to 13,297.
 */
export const limits = {
  message: { blocks: 50, blocksCharacters: 13_000, text: 40_000, tables: 1, charts: 2, markdown: 12_000 },
  modal: { blocks: 100, title: 24, button: 24, privateMetadata: 3000, bytes: 250_000, stack: 3 },
  id: 255,
  text: 3000,
  section: { text: 3000, fields: 10, field: 2000 },
  header: 150,
  contextElements: 10,
  actionsElements: 25,
  button: { text: 75, value: 2000, url: 3000, accessibilityLabel: 75 },
  confirm: { title: 100, text: 300, button: 30 },
  select: { options: 100, groups: 100, optionText: 75, optionValue: 75, placeholder: 150 },
  choices: 10,
  overflow: 5,
  image: { url: 3000, alt: 2000, title: 2000 },
  input: { label: 2000, hint: 2000, maxLength: 3000 },
  table: { rows: 100, columns: 20, cell: 10_000 },
  dataTable: { rows: 101, columns: 20, pageSize: 100, caption: 2000 },
  chart: { title: 50, series: 6, points: 20, label: 20, axisLabel: 50 },
  container: { children: 10, title: 150 },
  card: { title: 150, body: 200 },
  carouselCards: 10,
  contextActions: 5,
  metadata: { bytes: 8000 },
  file: { title: 255, altText: 1000, bytes: 1_000_000_000 },
  sockets: 10,
  triggerMs: 3000,
  ackMs: 3000,
  responseUrl: { uses: 5, ms: 30 * 60_000 },
  postsPerSecond: 1,
  postBurst: 3,
  /** Calls a minute by tier. */
  tiers: { 1: 1, 2: 20, 3: 50, 4: 100 },
} as const;
