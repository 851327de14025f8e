import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy, securityHeaders } from '@/app/security-headers'
import { isSecure, signInCookieName } from '@/app/sign-in-cookie'
import { env } from '@/lib/env'

// Reachable without a sign-in: signing in and setting up, what has its own keys, what monitors ask, and what makes /field installable.
const OPEN = /^\/(sign-in|setup|api|healthz|readyz|metrics)(\/|$)|^\/field\/[\w-]+\.\w+$/

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
  const response = answer()
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

// Whatever passes here is held in memory whole, and cut off at 10 MB: firmware on its way up goes past it.
export const config = {
  matcher: ['/((?!_next/static|_next/image|favicon.ico|icon.svg|api/firmware$|api/v1/firmware$).*)'],
}
