import { answer } from './answer'
import { readDay } from './read-day'

export const dynamic = 'force-dynamic'

/** A technician's day, with all a tablet needs of it. */
export const GET = (): Promise<Response> => answer(readDay)
