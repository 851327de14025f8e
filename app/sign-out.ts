'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { endOwnSignIn } from '@/lib/users/mutations/own-account'
import { currentUser } from './session'
import { signInCookieName } from './sign-in-cookie'

/** Ends this browser's sign-in, in the database and in its cookie. */
export async function signOut(): Promise<void> {
  const user = await currentUser()
  if (user) await endOwnSignIn(user.actor, user.signInId)
  ;(await cookies()).delete(signInCookieName())
  redirect('/sign-in')
}
