export { connectRotation, type ConnectRotationArgs } from "./connectRotation";
export { EncryptionKey, type EncryptionKeyArgs } from "./encryptionKey";
export { createGeneratedSecret, type GeneratedSecret, type GeneratedSecretArgs } from "./generatedSecret";
export { Secret, type SecretArgs } from "./secret";
export { keepInAccount } from "./secretPolicy";
export { secretLink } from "./secretLink";
export { SecretRotation, type SecretRotationArgs } from "./secretRotation";
