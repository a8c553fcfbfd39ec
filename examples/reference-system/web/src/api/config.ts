/** What the site tells the page at run time. */
export interface PageConfig {
  /** Path or address above the routes of both APIs, which the site serves under its own origin. */
  readonly apiBaseUrl: string;
}

/** The site tells only what differs from this. */
export const DEFAULTS: PageConfig = { apiBaseUrl: '/v1' };

/**
 * @param text what is published as /config.json
 * @throws for what is no such file: going on would ask the wrong API
 */
export function parseConfig(text: string): PageConfig {
  const told: unknown = JSON.parse(text);
  if (typeof told !== 'object' || told === null || Array.isArray(told)) { throw new Error('/config.json must hold a JSON object'); }
  const { apiBaseUrl = DEFAULTS.apiBaseUrl } = told as { apiBaseUrl?: unknown };
  if (typeof apiBaseUrl !== 'string' || !/^(\/[^/]|https?:\/\/)/.test(apiBaseUrl)) {
    throw new Error(`apiBaseUrl of /config.json is ${JSON.stringify(apiBaseUrl)}: it must be a path such as /v1, or an address`);
  }
  return { apiBaseUrl: apiBaseUrl.replace(/\/+$/, '') };
}

export async function loadConfig(): Promise<PageConfig> {
  const response = await fetch('/config.json');
  if (response.status === 404) { return DEFAULTS; }
  if (!response.ok) { throw new Error(`/config.json answered ${response.status}`); }
  return parseConfig(await response.text());
}
