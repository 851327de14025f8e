/**
 * Where to go after signing in: a path of our own or `/`. Whatever else the address bar claimed (`//evil.example`, `/\evil`,
 * `javascript:`) is dropped.
 */
export function localPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || wanted.length > 2000) return '/'
  try {
    const base = 'http://laddvakt.invalid'
    const url = new URL(wanted, base)
    // Browsers read `\` as `/` and drop tabs and line ends, so the parsed result is what counts.
    if (url.origin !== base || /^\/[/\\]/.test(url.pathname)) return '/'
    const path = `${url.pathname}${url.search}${url.hash}`
    return /^\/(sign-in|setup)(\/|\?|$)/.test(path) ? '/' : path
  } catch {
    return '/'
  }
}
