# Runs a module of this folder with the first Python on this machine that is new enough and can make a venv.
# Root and another user must not share a folder: what the one makes (the database above all), the other cannot use.
user=$(id -un)
if [ "$(id -u)" -eq 0 ] && ! [ -O . ]; then
    echo "This folder belongs to $(stat -c %U . 2>/dev/null || echo another user). Run this as that user: not as root, and not with sudo." >&2
    exit 1
fi
for folder in .local .venv node_modules; do
    if [ -e "$folder" ] && ! [ -L "$folder" ] && ! [ -O "$folder" ]; then
        echo "The folder $folder belongs to $(stat -c %U "$folder" 2>/dev/null || echo another user), who has started Hjemvej here before. Give it back to $user, as root: chown -R $user '$PWD'. Then run this again." >&2
        exit 1
    fi
done
found=''
for python in python3 python3.13 python3.12 python3.11 python3.14 python; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        found=$python
        "$python" -c 'import ensurepip, venv' 2>/dev/null && exec "$python" -m "$@"
    fi
done
if [ -n "$found" ]; then
    echo "Python's venv module is missing. Install it (on Debian or Ubuntu: apt install python3-venv) and run this again." >&2
else
    echo "Hjemvej needs Python 3.11 or newer, with venv. Install it (on Debian or Ubuntu: apt install python3 python3-venv) and run this again." >&2
fi
exit 1
