import { problem } from '@/app/problem'

/** An API address that leads nowhere is answered as an API answers, not with the sign-in page. */
const answer = () => problem('not-found', 'There is nothing at this address.')

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT }
