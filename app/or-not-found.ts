import { notFound } from 'next/navigation'
import { DomainError } from '@/lib/kernel/errors'

/**
 * A page's reads. What does not exist and what the reader may not see become the same page: telling them apart would tell too
 * much. Anything else is a fault and goes on to the error page.
 */
export async function orNotFound<Data>(read: Promise<Data>): Promise<Data> {
  try {
    return await read
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'not-found' || error.code === 'forbidden')) notFound()
    throw error
  }
}
