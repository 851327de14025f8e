/** An authority of ours: waits to take over, signs, has been followed by another. */
export const AUTHORITY_STAGES = ['next', 'active', 'retired'] as const
export type AuthorityStage = (typeof AUTHORITY_STAGES)[number]

/** A certificate we have issued: made, taken or refused by its station, followed by a newer one, never to be believed again. */
export const CERTIFICATE_STAGES = ['issued', 'accepted', 'rejected', 'superseded', 'revoked'] as const
export type CertificateStage = (typeof CERTIFICATE_STAGES)[number]
