"""Inkseal: the end-to-end-encrypted vault in which AI agents keep their credentials.

Start with ``Vault``. Secrets are ``SecretText``, keys are handles, and no printed form shows either. Every error is
an ``InksealError`` with a stable ``code``.
"""

from importlib.metadata import version as _version

from .binary import decode_binary, encode_binary
from .credentials import Credentials
from .errors import (
    AccessDeniedError,
    AlreadyExistsError,
    AmbiguousError,
    ConflictError,
    CorruptError,
    ExcessiveWorkError,
    ExistingFileError,
    ForkedError,
    InksealError,
    InvalidInputError,
    IoError,
    LockedError,
    MalformedError,
    MissingFileError,
    NotFoundError,
    OutOfMemoryError,
    RolledBackError,
    TamperedError,
    TypeMismatchError,
    UnsavedChangesWarning,
    UnsupportedError,
    VaultKeyRule,
    WeakParametersError,
    WeakVaultKeyError,
    WrongVaultError,
    WrongVaultKeyError,
)
from .generate import (
    generate_local_organization_id,
    generate_passphrase,
    generate_password,
    generate_recovery_code,
)
from .master_key import MasterKey, UnwrappedKey
from .members import Member
from .metadata import AccessRule, Identity, IdentityStatus, KeyMetadata, KeyType, SecretMetadata, VaultInfo
from .opened_secret import Failure, OpenedSecret, OpenOutcome
from .org_key import OrgKey
from .payloads import (
    ApiKeyPayload,
    KeyPairPayload,
    LoginPayload,
    OtherPayload,
    SecretPayload,
    SecretType,
    SshKeyPayload,
    UnknownPayload,
    parse_payload,
)
from .read_vault_key import read_vault_key
from .reports import ImportFailure, ImportReport, VerifyReport
from .secret_text import SecretText, Text
from .times import Time
from .totp import MigrationEntry, TotpAlgorithm, TotpCode, TotpConfig, UnknownAlgorithm, parse_totp_migration
from .vault import Initialized, Vault
from .vault_key import VaultKey, check_vault_key, wipe
from .webhook import Freshness, Headers, verify_webhook
from .wire import (
    CreateSecretRequest,
    GrantRequest,
    InitializeAnswer,
    InitializeRequest,
    KeyMaterial,
    ReplacePrimaryKeyRequest,
    SecretAnswer,
    UnlockAnswer,
    UpdateSecretRequest,
    Whoami,
    access_rules_to_json,
    keys_to_json,
    parse_access_rules,
    parse_keys,
    parse_secrets,
    secrets_to_json,
)

__version__ = _version("inkseal")
"""The version of the package."""

__all__ = [
    "AccessDeniedError",
    "AccessRule",
    "AlreadyExistsError",
    "AmbiguousError",
    "ApiKeyPayload",
    "ConflictError",
    "CorruptError",
    "CreateSecretRequest",
    "Credentials",
    "ExcessiveWorkError",
    "ExistingFileError",
    "Failure",
    "ForkedError",
    "Freshness",
    "GrantRequest",
    "Headers",
    "Identity",
    "IdentityStatus",
    "ImportFailure",
    "ImportReport",
    "InitializeAnswer",
    "InitializeRequest",
    "Initialized",
    "InksealError",
    "InvalidInputError",
    "IoError",
    "KeyMaterial",
    "KeyMetadata",
    "KeyPairPayload",
    "KeyType",
    "LockedError",
    "LoginPayload",
    "MalformedError",
    "MasterKey",
    "Member",
    "MigrationEntry",
    "MissingFileError",
    "NotFoundError",
    "OpenOutcome",
    "OpenedSecret",
    "OrgKey",
    "OtherPayload",
    "OutOfMemoryError",
    "ReplacePrimaryKeyRequest",
    "RolledBackError",
    "SecretAnswer",
    "SecretMetadata",
    "SecretPayload",
    "SecretText",
    "SecretType",
    "SshKeyPayload",
    "TamperedError",
    "Text",
    "Time",
    "TotpAlgorithm",
    "TotpCode",
    "TotpConfig",
    "TypeMismatchError",
    "UnknownAlgorithm",
    "UnknownPayload",
    "UnlockAnswer",
    "UnsavedChangesWarning",
    "UnsupportedError",
    "UnwrappedKey",
    "UpdateSecretRequest",
    "Vault",
    "VaultInfo",
    "VaultKey",
    "VaultKeyRule",
    "VerifyReport",
    "WeakParametersError",
    "WeakVaultKeyError",
    "Whoami",
    "WrongVaultError",
    "WrongVaultKeyError",
    "__version__",
    "access_rules_to_json",
    "check_vault_key",
    "decode_binary",
    "encode_binary",
    "generate_local_organization_id",
    "generate_passphrase",
    "generate_password",
    "generate_recovery_code",
    "keys_to_json",
    "parse_access_rules",
    "parse_keys",
    "parse_payload",
    "parse_secrets",
    "parse_totp_migration",
    "read_vault_key",
    "secrets_to_json",
    "verify_webhook",
    "wipe",
]
