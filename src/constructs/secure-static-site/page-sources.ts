import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as Parse5 from 'parse5';

type Node = Parse5.DefaultTreeAdapterMap['node'];
type Element = Parse5.DefaultTreeAdapterMap['element'];

/** The directive of what is asked for ahead, by what it is for. */
const PRELOADS: { readonly [as: string]: string | undefined } = {
  font: 'font-src', script: 'script-src', style: 'style-src', image: 'img-src', fetch: 'connect-src', video: 'media-src', audio: 'media-src',
};

/** What pages and style sheets load and run, as sources of CSP directives. */
export class PageSources {
  /** Inline scripts and styles found, each text once. */
  public inline = 0;
  private readonly sources = new Map<string, Set<string>>();

  /** The sources of a directive, in the order found. */
  public of(directive: string): string[] {
    return [...this.sources.get(directive) ?? []];
  }

  /** @returns whether the page carries a policy of its own, which would be obeyed beside the header's */
  public addPage(html: string): boolean {
    let policy = false;
    const visit = (node: Node) => {
      if ('tagName' in node) {
        this.addElement(node);
        policy ||= node.tagName === 'meta' && attribute(node, 'http-equiv')?.toLowerCase() === 'content-security-policy';
      }
      if ('content' in node) { visit(node.content); }
      if ('childNodes' in node) { node.childNodes.forEach(visit); }
    };
    const { parse } = createRequire(__filename)('parse5') as typeof Parse5; // no app without a site has to load it
    visit(parse(html));
    if (/<noscript/i.test(html)) { visit(parse(html, { scriptingEnabled: false })); } // else the content of noscript is text
    return policy;
  }

  public addStyleSheet(css: string) {
    for (const [, url] of css.matchAll(/@import\s+(?:url\()?\s*["']?([^"')\s;]+)/g)) { this.addUrl('style-src', url); }
    for (const [, url] of css.replace(/@import[^;]*;/g, '').matchAll(/url\(\s*["']?([^"')\s]+)/g)) {
      const font = /\.(woff2?|ttf|otf|eot)([?#]|$)|^data:(font|application\/(x-)?font)/i.test(url);
      this.addUrl(font ? 'font-src' : 'img-src', url);
    }
  }

  private addElement(element: Element) {
    for (const { name, value } of element.attrs) {
      if (name === 'style') {
        this.addHash('style-src-attr', value);
        this.addStyleSheet(value);
      }
      if (/^on[a-z]+$/.test(name)) { this.addHash('script-src-attr', value); }
    }
    const url = (directive: string, name: string) => this.addUrl(directive, attribute(element, name));
    switch (element.tagName) {
      case 'script': return this.addScript(element);
      case 'style':
        this.addStyleSheet(textOf(element));
        return this.addHash('style-src', textOf(element));
      case 'base': return this.add('base-uri', "'self'");
      case 'link': return this.addLink(element);
      case 'img':
      case 'source':
        url('img-src', 'src');
        return attribute(element, 'srcset')?.split(',').forEach((candidate) => this.addUrl('img-src', candidate.trim().split(/\s/)[0]));
      case 'video':
        url('img-src', 'poster');
        return url('media-src', 'src');
      case 'audio': return url('media-src', 'src');
      case 'iframe': return url('frame-src', 'src');
      case 'form': return url('form-action', 'action');
      default: return;
    }
  }

  private addScript(element: Element) {
    const source = attribute(element, 'src') ?? attribute(element, 'href');
    if (source !== undefined) { return this.addUrl('script-src', source); }
    if (isRun(attribute(element, 'type'))) { this.addHash('script-src', textOf(element)); }
  }

  private addLink(element: Element) {
    const relations = (attribute(element, 'rel') ?? '').toLowerCase().split(/\s+/);
    const href = attribute(element, 'href');
    if (relations.includes('stylesheet')) { this.addUrl('style-src', href); }
    if (relations.includes('icon')) { this.addUrl('img-src', href); }
    if (relations.includes('modulepreload')) { this.addUrl('script-src', href); }
    if (relations.includes('manifest')) { this.addUrl('manifest-src', href); }
    const use = relations.includes('preload') ? PRELOADS[attribute(element, 'as')?.toLowerCase() ?? ''] : undefined;
    if (use) { this.addUrl(use, href); }
  }

  /** Adds the origin of a URL, if another than the site's. */
  private addUrl(directive: string, url: string | undefined) {
    if (url === undefined) { return; }
    if (/^data:/i.test(url)) { return this.add(directive, 'data:'); }
    if (/^blob:/i.test(url)) { return this.add(directive, 'blob:'); }
    const absolute = URL.canParse(url) ? new URL(url) : /^[\\/]{2}/.test(url) ? new URL(url, 'https://site.invalid') : undefined;
    if (absolute && /^(https?|wss?):$/.test(absolute.protocol)) { this.add(directive, absolute.origin); }
  }

  private addHash(directive: string, text: string) {
    const known = this.sources.get(directive)?.size ?? 0;
    this.add(directive, `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    this.inline += this.sources.get(directive)!.size - known;
  }

  private add(directive: string, source: string) {
    const sources = this.sources.get(directive) ?? new Set();
    this.sources.set(directive, sources.add(source));
  }
}

/** Whether a browser runs a script of that type (HTML, "prepare the script element"), or takes it for an import map or rules. */
function isRun(type: string | undefined): boolean {
  const essence = (type ?? '').trim().toLowerCase();
  return essence === '' || /^(module|importmap|speculationrules)$/.test(essence) || /^(text|application)\/(x-)?(java|ecma)script$/.test(essence);
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}

function textOf(element: Element): string {
  return element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}
