/** Each place of this machine, and what is shown for it. */
export interface Places { readonly [path: string]: string }

const REGISTRY = ['registry\\.npmjs', 'registry\\.yarnpkg', 'pypi\\.org', 'pythonhoste[d]', 'repo1?\\.maven', 'maven\\.apache\\.org/maven2', 'proxy\\.golang', 'sum\\.golang']
  .map((host) => `[\\w.-]*${host}[\\w.]*`).join('|');

/** What a command printed, as anyone may read it: no colours, no place of this machine, no secret, no registry. */
export function presentable(text: string, places: Places): string {
  const plain = text.replace(/\r\n/g, '\n')
    .replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '') // eslint-disable-line no-control-regex
    .replace(/^.*\r(?=[^\n])/gm, '');
  const placed = Object.entries(places).sort(([a], [b]) => b.length - a.length)
    .reduce((shown, [path, name]) => shown.split(path).join(name), plain);
  return placed
    .replace(/Bearer [\w.~+/=-]+/g, 'Bearer <token>')
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '<token>')
    .replace(/("(?:password|newPassword|refreshToken|session)"\s*:\s*)"[^"]*"/g, '$1"<password>"')
    .replace(/(X-Amz-Signature=)[0-9a-f]+/g, '$1<signature>')
    .replace(new RegExp(`(?:https?://)?(?:${REGISTRY})`, 'g'), '<registry>');
}
