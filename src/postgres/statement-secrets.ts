// An option of a foreign server or user mapping (`password 'x'`), of a role, or of a foreign data wrapper of any make.
// Lengths have bounds (a name is 63 bytes), or a hostile statement would be searched for hours.
const option =
  /(?<!\w)("?\w{0,63}(?:pass|pw|secret|token|key)\w{0,63}"?\s{0,9}=?\s{0,9})E?'(?:[^']|'')*(?:'|$)/gi
// In a connection string, as of CREATE SUBSCRIPTION: inside quotes, so its own are doubled.
const keyword = /((?:password|passphrase)\s*=\s*)(?:''(?:[^'\\]|\\.)*''|[^\s';]+)/gi
const userInfo = /(\b\w+:\/\/[^\s:/@']*:)[^\s@']+(@)/g

/** A statement for a log: the passwords and keys that dumps hold in foreign servers, user mappings and subscriptions hidden. */
export function withoutSecrets(sql: string): string {
  return sql.replace(userInfo, '$1***$2').replace(keyword, '$1***').replace(option, "$1'***'")
}
