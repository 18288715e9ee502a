-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

-- Which version of the master key wraps a credential's data key: what still needs a version before it is destroyed.
ALTER TABLE org_integration_credentials ADD COLUMN kms_key_version text;
-- The envelope of the local key ring has it after `CAE1` and one byte of length.
UPDATE org_integration_credentials
  SET kms_key_version = convert_from(substring(encrypted_credential FROM 6 FOR get_byte(encrypted_credential, 4)), 'UTF8')
  WHERE substring(encrypted_credential FROM 1 FOR 4) = '\x43414531'::bytea AND length(encrypted_credential) > 5;
CREATE INDEX org_integration_credentials_by_kms_key_version ON org_integration_credentials (kms_key_version);

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0036_credential_key_version.sql', '55f2d15ad59c6c7115af375b467e43095e676ae1331abc4da95a55b925e36c6f');

RESET search_path;
