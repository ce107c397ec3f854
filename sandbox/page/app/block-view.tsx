import { Component, type ReactNode, useLayoutEffect, useRef } from 'react';
import { type Block, Message } from 'slack-blocks-to-jsx';
import { ChartView } from './chart-view.tsx';
import { Control } from './control.tsx';
import { isObject, objects, str, textOf } from './loose.ts';
import { prepare, withoutImages } from './markup.ts';
import type { Json } from './model.ts';
import { settle } from './settle.ts';
import { useHere } from './slack.ts';

/** Blocks in order; one that breaks does not take the others with it. */
export function Blocks({ blocks }: { readonly blocks: readonly Json[] }) {
  const here = useHere();
  return blocks.map((block, index) => (
    <Fence key={str(block.block_id) || index} instead={here.words.brokenBlock(str(block.type))}>
      <BlockView block={block} />
    </Fence>
  ));
}

class Fence extends Component<{ readonly instead: string; readonly children: ReactNode }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <p className="broken">{this.props.instead}</p> : this.props.children;
  }
}

/** What people press, choose or fill in is ours, because the renderer has no callbacks; the rest is the renderer's. */
function BlockView({ block }: { readonly block: Json }) {
  switch (block.type) {
    case 'actions':
      return <Actions block={block} />;
    case 'section':
      return isObject(block.accessory) ? (
        <SectionWith block={block} accessory={block.accessory} />
      ) : (
        <Shown block={block} />
      );
    case 'container':
      return <Container block={block} />;
    case 'image':
      return <NoImage alt={str(block.alt_text)} title={textOf(block.title)} />;
    case 'data_visualization':
      return <ChartView block={block} />;
    case 'divider':
      return <hr className="divider" />;
    default:
      return <Shown block={withoutImages(block)} />;
  }
}

function Actions({ block }: { readonly block: Json }) {
  return (
    <div className="actions">
      {objects(block.elements).map((element, index) => (
        <Control key={str(element.action_id) || index} blockId={str(block.block_id)} element={element} />
      ))}
    </div>
  );
}

function SectionWith({ block, accessory }: { readonly block: Json; readonly accessory: Json }) {
  const { accessory: _, ...rest } = block;
  return (
    <div className="section-with">
      <div className="section-text">
        <Shown block={rest} />
      </div>
      {accessory.type === 'image' ? (
        <NoImage alt={str(accessory.alt_text)} title="" />
      ) : (
        <Control blockId={str(block.block_id)} element={accessory} />
      )}
    </div>
  );
}

function Container({ block }: { readonly block: Json }) {
  const children = <Blocks blocks={objects(block.child_blocks)} />;
  const subtitle = textOf(block.subtitle);
  const title = (
    <>
      <strong>{textOf(block.title)}</strong>
      {subtitle === '' ? null : <span className="container-subtitle">{subtitle}</span>}
    </>
  );
  if (block.is_collapsible !== true) {
    return (
      <section className="container">
        <div className="container-title">{title}</div>
        {children}
      </section>
    );
  }
  return (
    <details className="container" open={block.default_collapsed !== true}>
      <summary className="container-title">{title}</summary>
      {children}
    </details>
  );
}

function NoImage({ alt, title }: { readonly alt: string; readonly title: string }) {
  const { words } = useHere();
  return (
    <figure className="no-image" title={words.noImage}>
      <span aria-hidden="true">🖼</span>
      <figcaption>
        {title === '' ? null : <strong>{title}</strong>}
        {alt}
      </figcaption>
    </figure>
  );
}

function Shown({ block }: { readonly block: Json }) {
  const { workspace, person } = useHere();
  const root = useRef<HTMLDivElement>(null);
  // After every rendering: what changed came with travelling letters again.
  useLayoutEffect(() => {
    if (root.current !== null) settle(root.current);
  });
  const data = {
    users: [
      ...workspace.people.map(({ id, realName, avatar }) => ({ id, name: realName, avatar })),
      { id: workspace.bot.id, name: workspace.bot.name, avatar: '' },
    ],
    channels: workspace.channels.map(({ id, name }) => ({ id, name })),
    user_groups: [],
  };
  return (
    <div ref={root} id="slack_blocks_to_jsx" className="shown">
      <Message
        blocks={[prepare(block) as unknown as Block]}
        data={data}
        theme="light"
        logo=""
        name=""
        withoutWrapper={true}
        hooks={{
          // The renderer drops the colons of an emoji that there is not: of `arn:aws:ecs` too.
          emoji: (data, parse) => (isName(parse(data)) ? `:${data.name}:` : parse(data)),
          user: ({ id, name }) => <span className="mention">@{name || id}</span>,
          date: ({ timestamp, format, fallback }) => (
            <time title={fallback}>
              {slackDate(Number(timestamp), format, person.locale, person.timeZone) ?? fallback}
            </time>
          ),
        }}
      />
    </div>
  );
}

const isName = (shown: string): boolean => /^:?[\w+'-]*:?$/.test(shown);

const parts: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_pretty: { month: 'long', day: 'numeric' },
  date_short_pretty: { month: 'short', day: 'numeric' },
  date_long_pretty: { weekday: 'long', month: 'long', day: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
};

/** `{date_short_pretty} {time}` in the person's language and zone; undefined where a part is unknown. */
function slackDate(seconds: number, format: string, locale: string, timeZone: string): string | undefined {
  if (
    !Number.isFinite(seconds) ||
    [...format.matchAll(/\{(\w+)\}/g)].some(([, name]) => parts[name ?? ''] === undefined)
  ) {
    return undefined;
  }
  return format.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    new Intl.DateTimeFormat(locale, { ...parts[name], timeZone }).format(seconds * 1000),
  );
}
