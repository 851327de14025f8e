import { lookup as resolve } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './public-address'

/**
 * How a host that somebody else has named may be looked up: undefined where it is allowed by name, else a lookup that gives only
 * public addresses, so that the socket connects to exactly what was looked at; null: it may not be called at all.
 * @param allowedHosts hosts (host or host:port) that may be called although they are not on the public internet
 */
export function lookupOf(url: URL, allowedHosts: readonly string[]): LookupFunction | undefined | null {
  if (allowedHosts.includes(url.host) || allowedHosts.includes(url.hostname)) return undefined
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return isIP(host) !== 0 && !isPublicAddress(host) ? null : publicOnly
}

/** Resolves like Node, and gives only public addresses. */
const publicOnly: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0)
    const found = addresses.filter(({ address }) => isPublicAddress(address))
    const [first] = found
    if (!first) return callback(Object.assign(new Error('not a public address'), { code: 'EACCES' }), '', 0)
    if (options.all) return callback(null, found)
    callback(null, first.address, first.family)
  })
}
