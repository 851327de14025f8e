import { cookies, headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import type { Actor } from '@/lib/access/actor'
import { type Act, mayDo } from '@/lib/access/acts'
import { findSignedIn, type SignedIn } from '@/lib/users/queries'
import { signInCookieName, signInIdOf } from './sign-in-cookie'

/** Who sits behind this request's cookie; asked of the database once per request, so that a revoked sign-in ends at once. */
export const currentUser = cache(async (): Promise<SignedIn | null> => {
  const signInId = await signInIdOf((await cookies()).get(signInCookieName())?.value)
  return signInId ? findSignedIn(signInId) : null
})

/** Who asks, or null when nobody is signed in. */
export async function currentActor(): Promise<Actor | null> {
  return (await currentUser())?.actor ?? null
}

/**
 * Who asks; signed-out people are sent to sign in and come back here afterwards. For pages, not for routes.
 * @param act what the page is for: to who may not, it does not exist
 */
export async function requireActor(act?: Act): Promise<Actor> {
  const { actor } = await requireUser()
  if (act !== undefined && !mayDo(actor.role, act)) notFound()
  return actor
}

export async function requireUser(): Promise<SignedIn> {
  const user = await currentUser()
  if (user) return user
  const here = (await headers()).get('x-path') ?? '/'
  redirect(here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`)
}
