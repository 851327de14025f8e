interface PolicyOptions {
  readonly nonce: string
  /** Reached over https. */
  readonly secure: boolean
  readonly development: boolean
  /** The tile server's style, if one is configured: the map may fetch from there. */
  readonly mapStyleUrl: string | undefined
}

/**
 * Scripts run only with this answer's nonce. Styles may be inline: charts, the virtual list and the menus place things by style
 * attributes, and a style cannot run code.
 */
export function contentSecurityPolicy({ nonce, secure, development, mapStyleUrl }: PolicyOptions): string {
  const tiles = mapStyleUrl ? ` ${new URL(mapStyleUrl).origin}` : ''
  const directives = [
    `default-src 'self'`,
    // React's development build rebuilds server stacks with eval.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:${tiles}`,
    `font-src 'self'`,
    `connect-src 'self'${tiles}${development ? ' ws:' : ''}`,
    // The map draws in a worker made from a blob.
    `worker-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ]
  return directives.join('; ')
}

/** On every answer, pages and API alike. */
export function securityHeaders(secure: boolean): readonly (readonly [name: string, value: string])[] {
  return [
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['referrer-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=(self), payment=(), usb=()'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ...(secure ? [['strict-transport-security', 'max-age=31536000'] as const] : []),
  ]
}
