import { cookies } from 'next/headers'
import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { isLocale, LOCALE_COOKIE, localeCookie } from '@/i18n/locales'
import { env } from '@/lib/env'
import { DomainError } from '@/lib/kernel/errors'
import { unstorableText } from '@/lib/kernel/unstorable'
import { signIn } from '@/lib/users/mutations/sign-in'
import { addressOf } from './request-address'
import { isSecure, SIGN_IN_LIVES_SECONDS, secret, signInCookieName } from './sign-in-cookie'

/**
 * Sign-in with a password. The cookie carries nothing but the sign-in's id, encrypted; who that is and what they may do is read from
 * the database on every request (`session.ts`).
 */
export function authOptions(): NextAuthOptions {
  const secure = isSecure()
  const cookie = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  const prefix = secure ? '__Host-' : ''
  return {
    secret: secret(),
    session: { strategy: 'jwt', maxAge: SIGN_IN_LIVES_SECONDS },
    pages: { signIn: '/sign-in', signOut: '/', error: '/sign-in' },
    useSecureCookies: secure,
    cookies: {
      sessionToken: { name: signInCookieName(), options: cookie },
      csrfToken: { name: `${prefix}laddvakt.csrf`, options: { ...cookie, sameSite: 'strict' } },
      callbackUrl: { name: `${prefix}laddvakt.callback`, options: cookie },
    },
    providers: [Credentials({ credentials: { email: {}, password: {} }, authorize })],
    callbacks: {
      jwt: ({ token, user }) => (user ? { signInId: user.id } : { signInId: token.signInId }),
      // The browser needs to know that somebody is signed in, and nothing else.
      session: ({ session }) => ({ expires: session.expires }),
      // Only paths of our own: never sends anybody elsewhere, whatever the request claimed about its host.
      redirect: ({ url, baseUrl }) => (url.startsWith('/') && !url.startsWith('//') ? `${baseUrl}${url}` : baseUrl),
    },
    logger: { error: logUnexpected, warn: () => {}, debug: () => {} },
  }
}

async function authorize(
  credentials: Record<'email' | 'password', string> | undefined,
  request: { headers?: Record<string, unknown> },
): Promise<{ id: string } | null> {
  const { email, password } = credentials ?? {}
  if (typeof email !== 'string' || typeof password !== 'string' || !email || !password) return null
  if (unstorableText([email, password]) !== null) return null // nobody's
  try {
    const { id, locale } = await signIn({
      email,
      password,
      address: addressOf(String(request.headers?.['x-forwarded-for'] ?? ''), env().TRUST_PROXY),
      userAgent: String(request.headers?.['user-agent'] ?? ''),
    })
    await adoptLocale(locale)
    return { id }
  } catch (error) {
    if (error instanceof DomainError && error.code === 'unauthenticated') return null
    // The message is what the sign-in page gets to know.
    if (error instanceof DomainError) throw new Error(`${error.code}:${error.details.waitSeconds ?? ''}`)
    throw error
  }
}

/** The account's language, in a browser where nobody has chosen one. */
async function adoptLocale(locale: string | null): Promise<void> {
  const jar = await cookies()
  if (isLocale(locale) && !jar.has(LOCALE_COOKIE)) jar.set(LOCALE_COOKIE, locale, localeCookie(isSecure()))
}

function logUnexpected(code: string, metadata: unknown): void {
  // A cookie from before a new secret is nothing to wake anybody for.
  if (code !== 'JWT_SESSION_ERROR') console.error('Sign-in failed unexpectedly.', code, metadata)
}
