/** What a datetime-local field holds, in the reader's own zone, as an instant; nothing when it is empty. */
export const instantOf = (local: string): string | undefined => (local ? new Date(local).toISOString() : undefined)
