/** As a link's secret looks in an address: 24 random bytes as base64url. */
export const LINK_SECRET = /^[A-Za-z0-9_-]{32}$/

/**
 * The address a station is given for one file. Short, since some stations keep few characters of it (the standard allows 512).
 * @param base `https://host:port`, without a path of its own or with one of a proxy's
 */
export const fileAddress = (base: string, secret: string, name?: string): string =>
  `${base.replace(/\/+$/, '')}/files/${secret}${name === undefined ? '' : `/${name}`}`

/** Reads `/files/<secret>[/<name>]`; null for anything else. The name is only what the sender calls it. */
export function readFileAddress(url: string | undefined): { secret: string; name: string | null } | null {
  const [, secret, name] = /^\/files\/([^/?#]+)(?:\/([^?#]*))?/.exec(url ?? '') ?? []
  if (secret === undefined || !LINK_SECRET.test(secret)) return null
  return { secret, name: name ? decoded(name) : null }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
