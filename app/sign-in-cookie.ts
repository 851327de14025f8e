import { decode } from 'next-auth/jwt'
import { env } from '@/lib/env'
import { SIGN_IN_LIVES_MS } from '@/lib/users/user'

export const SIGN_IN_LIVES_SECONDS = SIGN_IN_LIVES_MS / 1000

/** Cookies are `Secure` when the house is reached over https; plain http is for one's own machine. */
export const isSecure = (): boolean => env().PUBLIC_URL?.startsWith('https://') ?? false

/** A name no page on a sister subdomain can overwrite, where the browser allows it. */
export const signInCookieName = (): string => `${isSecure() ? '__Host-' : ''}laddvakt.sign-in`

export function secret(): string {
  const value = env().NEXTAUTH_SECRET
  if (!value) throw new Error('NEXTAUTH_SECRET is not set; `npm start` makes one in the data folder.')
  return value
}

/** The sign-in's id from the cookie's encrypted value; null when it is not ours or too old. */
export async function signInIdOf(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null
  const token = await decode({ token: cookie, secret: secret() }).catch(() => null)
  return typeof token?.signInId === 'string' ? token.signInId : null
}
