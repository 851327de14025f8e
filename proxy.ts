import { type NextRequest, NextResponse } from 'next/server'
import { addressOf } from '@/app/request-address'
import { contentSecurityPolicy, securityHeaders } from '@/app/security-headers'
import { isSecure, signInCookieName } from '@/app/sign-in-cookie'
import { createRateLimit } from '@/lib/access/rate-limit'
import { env } from '@/lib/env'
import { MINUTE_MS } from '@/lib/kernel/time'

// Reachable without a sign-in: signing in and setting up, what has its own keys, what monitors ask, what drivers open, and what makes
// /field installable.
const OPEN = /^\/(sign-in|setup|api|healthz|readyz|metrics|s|push)(\/|$)|^\/field\/[\w-]+\.\w+$/

const FOR_DRIVERS = /^\/s\//
// A phone that looks at a station renews its page twice a minute; a car park may share one address.
const drivers = createRateLimit(300, MINUTE_MS)

/** NUL, which no address needs and no database stores; the REST API answers it in its own words. */
const UNSTORABLE = /^(?!\/api\/v1\/).*%00/

/**
 * Before every page: a fresh nonce and the headers that go with it. Whoever has no cookie at all is sent to sign in without rendering
 * anything; whether a cookie is any good is decided where the data is read.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = contentSecurityPolicy({
    nonce,
    secure: isSecure(),
    development: env().NODE_ENV === 'development',
    mapStyleUrl: env().MAP_STYLE_URL,
  })
  const wait = FOR_DRIVERS.test(pathname) ? drivers.take(callerOf(request)) : null
  const response = wait === null ? answer() : tooOften(wait)
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of securityHeaders(isSecure())) response.headers.set(name, value)
  return response

  function answer(): NextResponse {
    if (UNSTORABLE.test(pathname + search)) return new NextResponse(null, { status: 400 })
    if (!OPEN.test(pathname) && !request.cookies.has(signInCookieName())) {
      const target = request.nextUrl.clone()
      target.pathname = '/sign-in'
      target.search = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`
      return NextResponse.redirect(target)
    }
    const headers = new Headers(request.headers)
    headers.set('x-nonce', nonce)
    headers.set('x-path', pathname + search)
    headers.set('content-security-policy', policy)
    return NextResponse.next({ request: { headers } })
  }
}

const callerOf = (request: NextRequest) => addressOf(request.headers.get('x-forwarded-for') ?? '', env().TRUST_PROXY)

const tooOften = (seconds: number) =>
  new NextResponse('Too many requests.', { status: 429, headers: { 'retry-after': String(seconds) } })

// Whatever passes here is held in memory whole, and cut off at 10 MB: firmware on its way up goes past it.
export const config = {
  matcher: ['/((?!_next/static|_next/image|favicon.ico|icon.svg|api/firmware$|api/v1/firmware$).*)'],
}
