"""Encrypts backups with age or gpg, and decrypts them.

Only public keys are needed for a backup. The private key should not be on the server:
whoever breaks in must not be able to read old backups.
"""

import shutil
from pathlib import Path

from config.backups.programs import BackupError

#: The ending of an encrypted file, by program.
ENDINGS = {"age": ".age", "gpg": ".gpg"}


def program_for(recipient: str) -> str:
    """Return the program for a recipient: age for its keys and SSH keys, or else gpg.

    Raise BackupError if it is not installed: a backup that should be encrypted is never
    written in the clear.
    """
    age = recipient.startswith(("age1", "ssh-"))
    name = "age" if age else "gpg"
    if shutil.which(name) is None:
        raise BackupError(
            f"BACKUP_ENCRYPT_TO needs the program {name}, which is not installed. No "
            "backup was written, because it would not have been encrypted."
        )
    return name


def encrypt_command(recipient: str) -> list[str]:
    """Return the command that encrypts its standard input."""
    if program_for(recipient) == "age":
        return ["age", "--encrypt", "--recipient", recipient]
    return [
        *("gpg", "--batch", "--quiet", "--trust-model", "always"),
        *("--compress-algo", "none", "--encrypt", "--recipient", recipient),
    ]


def decrypt_command(file: Path, identity: Path | None) -> list[str] | None:
    """Return the command that decrypts a file, or None if it is not encrypted."""
    if file.suffix == ENDINGS["gpg"]:
        return ["gpg", "--quiet", "--decrypt", str(file)]
    if file.suffix == ENDINGS["age"]:
        if identity is None:
            raise BackupError(
                f"{file} is encrypted with age: name the file of the private key with "
                "--identity FILE."
            )
        return ["age", "--decrypt", "--identity", str(identity), str(file)]
    return None
