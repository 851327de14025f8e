import type { Actor } from '@/lib/access/actor'
import { DomainError, notFound } from '@/lib/kernel/errors'
import { bytesAnswer, type StoredFile } from './bytes'
import { problemOf } from './problem'
import { currentActor } from './session'

/** A route that gives a stored file to whoever is signed in and may have it. @param what what it is called when there is none */
export const download =
  (what: string, find: (actor: Actor, id: bigint) => Promise<StoredFile>) =>
  async (_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> => {
    try {
      const actor = await currentActor()
      if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
      const { id } = await params
      if (!/^[1-9]\d{0,17}$/.test(id)) throw notFound(what, id)
      return await bytesAnswer(await find(actor, BigInt(id)))
    } catch (error) {
      return problemOf(error)
    }
  }
