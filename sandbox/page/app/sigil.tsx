/** The sign before a channel's name: # or a lock. */
export function Sigil({ secret }: { readonly secret: boolean }) {
  return (
    <span className="sigil" aria-hidden="true">
      {secret ? (
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path
            d="M4 7V5a4 4 0 0 1 8 0v2h.5A1.5 1.5 0 0 1 14 8.500V14H2V8.500A1.500 1.500 0 0 1 3.500 7zm1.600 0h4.800V5a2.400 2.400 0 0 0-4.800 0z"
            fill="currentColor"
          />
        </svg>
      ) : (
        '#'
      )}
    </span>
  );
}
