/** Where a link of a document leads once the document is published. */

/** The part of a forge's address that names the repository and the branch: links from the root start there. */
const forgeRoot =
  /^\/[^/]+\/[^/]+(?:\/[^/]+)*?\/(?:-\/)?(?:blob|tree|raw|edit)\/[^/]+|^\/[^/]+\/[^/]+\/src\/(?:branch|commit|tag)\/[^/]+/;

const plain = (url: URL): boolean =>
  (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '';

export type Resolve = (href: string) => string | undefined;

/**
 * @param url where the document is published.
 * @param path its path inside its source, which `url` ends with: "../" leads no further up than the source is published,
 *   or than its branch on a forge.
 * @returns for a link as it is written, where it leads; undefined where that is not known or not a web page.
 */
export function resolverOf(url: string | undefined, path: string): Resolve {
  const base = url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
  const root = base === undefined ? '' : (forgeRoot.exec(base.pathname)?.[0] ?? aboveOf(base.pathname, path));
  const onForge = base !== undefined && forgeRoot.test(base.pathname);
  return (href) => {
    const said = href.trim();
    if (said === '' || /[{}]/.test(said)) return undefined;
    if (URL.canParse(said)) {
      const absolute = new URL(said);
      return plain(absolute) ? absolute.href : undefined;
    }
    if (base === undefined) return undefined;
    const fromRoot = said.startsWith('/') && !said.startsWith('//');
    const at = fromRoot && onForge ? `${root}${said}` : said;
    if (!URL.canParse(at, base)) return undefined;
    const resolved = new URL(at, base);
    if (!plain(resolved)) return undefined;
    if (said.startsWith('//')) return resolved.href;
    const inside = resolved.pathname === root || resolved.pathname.startsWith(`${root}/`);
    return inside || (fromRoot && !onForge) ? resolved.href : undefined;
  };
}

/** "/guide/docs" of "/guide/docs/a/B.md", where "a/B.md" is the path; the folder of the page where the path is not in it. */
function aboveOf(pathname: string, path: string): string {
  const steps = path.split('/').length;
  return pathname.split('/').slice(0, -steps).join('/');
}

/** The address of a file below a published folder; what has a meaning of its own in an address is encoded. */
export function addressBelow(url: string, path: string): string {
  return `${url}/${path.split('/').map(encodeURIComponent).join('/')}`;
}
