'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { endOwnSignIn } from '@/lib/users/mutations/own-account'
import { currentUser } from './session'
import { isSecure, signInCookieName } from './sign-in-cookie'

/** Ends this browser's sign-in, in the database and in its cookie. */
export async function signOut(): Promise<void> {
  const user = await currentUser()
  if (user) await endOwnSignIn(user.actor, user.signInId)
  // With the attributes it was set with: a `__Host-` cookie cannot be removed without them.
  const over = { path: '/', maxAge: 0, httpOnly: true, sameSite: 'lax', secure: isSecure() } as const
  ;(await cookies()).set(signInCookieName(), '', over)
  redirect('/sign-in')
}
