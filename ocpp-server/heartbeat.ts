import { answerOnly, type Route } from './route'

/** Alike in every version. That the station was heard is the connection's business. */
export const heartbeat: Route<object> = {
  handle: (_payload, { receivedAt }) => answerOnly({ currentTime: receivedAt.toISOString() }),
}
