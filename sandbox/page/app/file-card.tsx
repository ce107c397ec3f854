import { useEffect, useState } from 'react';
import type { SharedFile } from './model.ts';
import { useHere } from './slack.ts';

const shortLines = 8;

/** The text of a file that can be read, once it is finished. */
function useContent(file: SharedFile): string | undefined {
  const [content, setContent] = useState<string | undefined>();
  const readable = file.ready && /\.(md|txt|json|log|csv|ya?ml)$/.test(file.name) && file.size < 500_000;
  useEffect(() => {
    if (!readable) return;
    const stop = new AbortController();
    fetch(file.url_private, { signal: stop.signal })
      .then((answer) => answer.text())
      .then(setContent)
      .catch(() => undefined);
    return () => stop.abort();
  }, [file.url_private, readable]);
  return content;
}

/** A file in a message: its name, a look into it, and a way to keep it. */
export function FileCard({ file }: { readonly file: SharedFile }) {
  const { words } = useHere();
  const content = useContent(file);
  return (
    <article className="file">
      <header>
        <span className="file-icon" aria-hidden="true">
          {file.name.split('.').at(-1)}
        </span>
        <span className="file-name">
          <strong>{file.title}</strong>
          <small>{file.ready ? `${file.name} · ${size(file.size)}` : words.processing}</small>
        </span>
        <a className="button" href={file.url_private} download={file.name}>
          {words.download}
        </a>
      </header>
      {content === undefined ? null : <Preview content={content} />}
      {file.ready && /\.(png|jpe?g|gif)$/.test(file.name) ? <Picture file={file} /> : null}
    </article>
  );
}

/** The words stand below, as a screen reader tells them. */
function Picture({ file }: { readonly file: SharedFile }) {
  const { words } = useHere();
  const alt = file.alt_txt ?? '';
  return (
    <figure className="picture">
      <img src={file.url_private} alt={alt} />
      {alt === '' ? null : (
        <figcaption aria-hidden="true">
          <strong>{words.altText}</strong> {alt}
        </figcaption>
      )}
    </figure>
  );
}

function Preview({ content }: { readonly content: string }) {
  const { words } = useHere();
  const [whole, setWhole] = useState(false);
  const lines = content.split('\n');
  return (
    <>
      <pre className={whole ? 'whole' : ''}>{whole ? content : lines.slice(0, shortLines).join('\n')}</pre>
      {lines.length > shortLines ? (
        <button type="button" className="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? words.less : `${words.more} (${words.lines(lines.length)})`}
        </button>
      ) : null}
    </>
  );
}

function size(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} kB`;
}
