/** Passwords of networks and of makers' own services are settings like any other, and called so or much alike. */
const SECRET = /password|passphrase|authorizationkey|secret|privatekey|simpin/i

/** Whether a configuration key, or a variable of 2.x, holds a secret: it is set, and never kept where people look. */
export const isSecretKey = (key: string): boolean => SECRET.test(key)
