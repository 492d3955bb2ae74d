// An option of a foreign server or user mapping (`password 'x'`), of a role, or of a foreign data wrapper of any make.
const option = /(?<!\w)("?\w*(?:pass|pw|secret|token|key)\w*"?\s*=?\s*)E?'(?:[^']|'')*(?:'|$)/gi
// In a connection string, as of CREATE SUBSCRIPTION: inside quotes, so its own are doubled.
const keyword = /((?:password|passphrase)\s*=\s*)(?:''(?:[^'\\]|\\.)*''|[^\s';]+)/gi
const userInfo = /(\b\w+:\/\/[^\s:/@']*:)[^\s@']+(@)/g

/** A statement for a log: the passwords and keys that dumps hold in foreign servers, user mappings and subscriptions hidden. */
export function withoutSecrets(sql: string): string {
  return sql.replace(userInfo, '$1***$2').replace(keyword, '$1***').replace(option, "$1'***'")
}
